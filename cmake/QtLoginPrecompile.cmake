# SPDX-License-Identifier: MIT
# The headers of Qt are read once for each kind of target, instead of once for each source:
#
#   qtlogin_precompile(QtLoginCore library)         Core and the standard library
#   qtlogin_precompile(tst_guard test)              … and Qt Test
#   qtlogin_precompile(tst_gate test WIDGETS)       … and Qt Widgets
#
# No header of the libraries is among them, and nothing of this reaches who links us: the header check, and the package
# test that takes us as a subproject, compile the public headers and the sources of the libraries without it.
include_guard()

set(QTLOGIN_PRECOMPILED_core
    <algorithm> <chrono> <functional> <memory> <optional> <type_traits> <utility> <variant> <vector>
    <QtCore/qcoreapplication.h> <QtCore/qcryptographichash.h> <QtCore/qdatetime.h> <QtCore/qdebug.h> <QtCore/qdir.h>
    <QtCore/qfile.h> <QtCore/qfileinfo.h> <QtCore/qfuture.h> <QtCore/qfuturewatcher.h> <QtCore/qhash.h>
    <QtCore/qlist.h> <QtCore/qloggingcategory.h> <QtCore/qobject.h> <QtCore/qpointer.h> <QtCore/qpromise.h>
    <QtCore/qset.h> <QtCore/qstring.h> <QtCore/qstringlist.h> <QtCore/qthread.h> <QtCore/qtimer.h> <QtCore/qvariant.h>)
set(QTLOGIN_PRECOMPILED_widgets
    <QtGui/qaccessible.h> <QtGui/qaction.h> <QtGui/qevent.h> <QtWidgets/qapplication.h> <QtWidgets/qboxlayout.h>
    <QtWidgets/qdialog.h> <QtWidgets/qdockwidget.h> <QtWidgets/qlabel.h> <QtWidgets/qlineedit.h>
    <QtWidgets/qmainwindow.h> <QtWidgets/qmenu.h> <QtWidgets/qpushbutton.h> <QtWidgets/qtabwidget.h>
    <QtWidgets/qwidget.h>)
set(QTLOGIN_PRECOMPILED_test
    <QtCore/qtemporarydir.h> <QtTest/qsignalspy.h> <QtTest/qtest.h> <support/patience.h>)

# Precompiles what \p kind (library, test) reads, without Qt Widgets or with them, for all who ask for it.
function(qtlogin_precompile target kind)
    if(NOT QTLOGIN_PRECOMPILE)
        return()
    endif()
    cmake_parse_arguments(PARSE_ARGV 2 arg "WIDGETS" "" "")
    set(owner qtlogin_precompiled_${kind})
    set(headers ${QTLOGIN_PRECOMPILED_core})
    if(arg_WIDGETS)
        string(APPEND owner _widgets)
        list(APPEND headers ${QTLOGIN_PRECOMPILED_widgets})
    endif()
    if(NOT TARGET ${owner})
        file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/${owner}.cpp" CONTENT "// Nothing: its headers are what is wanted.\n")
        add_library(${owner} OBJECT EXCLUDE_FROM_ALL "${PROJECT_BINARY_DIR}/${owner}.cpp")
        qtlogin_compile_options(${owner})
        set_target_properties(${owner} PROPERTIES AUTOMOC OFF AUTOUIC OFF AUTORCC OFF)
        target_link_libraries(${owner} PRIVATE Qt6::Core $<$<BOOL:${arg_WIDGETS}>:Qt6::Widgets>)
        if(kind STREQUAL library)
            qtlogin_library_options(${owner})
        else()
            target_link_libraries(${owner} PRIVATE Qt6::Test)
            target_include_directories(${owner} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
            list(APPEND headers ${QTLOGIN_PRECOMPILED_test})
        endif()
        target_precompile_headers(${owner} PRIVATE ${headers})
    endif()
    target_precompile_headers(${target} REUSE_FROM ${owner})
    if(kind STREQUAL test)
        # A program beside the tests that does not link Qt Test has to look like one that does.
        target_compile_definitions(${target} PRIVATE QT_TESTLIB_LIB)
        target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
        # Mostly empty, and read faster without.
        set_source_files_properties("${CMAKE_CURRENT_BINARY_DIR}/${target}_autogen/mocs_compilation.cpp"
            PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
    endif()
endfunction()

# SPDX-License-Identifier: MIT
# The options of the build. Everything of our own is off when we are a subproject.
include(GNUInstallDirs)

option(QTLOGIN_ACCOUNTS "Build QtLogin::Accounts, the own user database" ON)
option(QTLOGIN_NETWORK "Build QtLogin::Network, logins that live on a server" ON)
option(QTLOGIN_WIDGETS "Build QtLogin::Widgets, the dialogs and gates" ON)
option(QTLOGIN_TESTING "Build QtLogin::Testing and QtLogin::NetworkTesting, the test kits for applications" ${PROJECT_IS_TOP_LEVEL})
option(QTLOGIN_BUILD_TESTS "Build QtLogin's own tests" ${PROJECT_IS_TOP_LEVEL})
option(QTLOGIN_BUILD_BENCH "Build QtLogin's benchmarks" ${PROJECT_IS_TOP_LEVEL})
option(QTLOGIN_BUILD_EXAMPLES "Build the examples" ${PROJECT_IS_TOP_LEVEL})
option(QTLOGIN_WERROR "Treat warnings as errors" OFF)
option(QTLOGIN_PRECOMPILE "Precompile the headers of Qt" ${PROJECT_IS_TOP_LEVEL})
set(unity OFF)
if(PROJECT_IS_TOP_LEVEL AND NOT QTLOGIN_BUILD_TESTS) # to be installed: built once, and in less time
    set(unity ON)
endif()
option(QTLOGIN_UNITY "Compile the sources of each room as one" ${unity})
option(QTLOGIN_INSTALL "Generate the install rules" ${PROJECT_IS_TOP_LEVEL})
if(QTLOGIN_BUILD_EXAMPLES AND NOT (QTLOGIN_ACCOUNTS AND QTLOGIN_WIDGETS))
    message(STATUS "The examples need Accounts and Widgets, and are left out.")
    set(QTLOGIN_BUILD_EXAMPLES OFF)
endif()
set(QTLOGIN_SANITIZE "" CACHE STRING "Sanitizers to build with, as for -fsanitize=")

if(PROJECT_IS_TOP_LEVEL)
    if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
        set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Build type" FORCE)
    endif()
    option(BUILD_SHARED_LIBS "Build shared libraries" ON)
    find_program(QTLOGIN_CCACHE ccache)
    mark_as_advanced(QTLOGIN_CCACHE)
    if(QTLOGIN_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
        # Without the first, ccache keeps nothing that was compiled with precompiled headers; without the second it
        # reads all of them for each source.
        set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
            CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_INODECACHE=true "${QTLOGIN_CCACHE}")
    endif()
    # Where there is a faster linker, a hundred tests are linked with it. Released libraries are linked as everywhere.
    find_program(QTLOGIN_MOLD mold)
    mark_as_advanced(QTLOGIN_MOLD)
    if(QTLOGIN_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 12.1)
        add_link_options($<$<CONFIG:Debug>:-fuse-ld=mold>)
    endif()
endif()

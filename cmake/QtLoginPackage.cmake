# SPDX-License-Identifier: MIT
# The files that `cmake --install` leaves behind: libraries, headers, and a package for find_package(QtLogin).
#
# Each library is an export set of its own, so that an application with only Core needs no Qt Widgets.
if(NOT QTLOGIN_INSTALL)
    return()
endif()
include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/QtLogin")
get_property(QTLOGIN_LIBRARIES GLOBAL PROPERTY QTLOGIN_LIBRARIES)

foreach(library IN LISTS QTLOGIN_LIBRARIES)
    install(TARGETS QtLogin${library} EXPORT QtLogin${library}
        RUNTIME COMPONENT Runtime
        LIBRARY COMPONENT Runtime NAMELINK_COMPONENT Development
        ARCHIVE COMPONENT Development
        FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/QtLogin" COMPONENT Development
        FILE_SET sourceless DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/QtLogin" COMPONENT Development
        FILE_SET generated DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/QtLogin" COMPONENT Development)
    install(EXPORT QtLogin${library} FILE QtLogin${library}Targets.cmake NAMESPACE QtLogin::
        DESTINATION "${package_dir}" COMPONENT Development)
endforeach()

get_target_property(type QtLoginCore TYPE)
if(type STREQUAL "STATIC_LIBRARY")
    set(QTLOGIN_STATIC ON)
else()
    set(QTLOGIN_STATIC OFF)
endif()
configure_package_config_file(
    "${CMAKE_CURRENT_LIST_DIR}/QtLoginConfig.cmake.in" "${PROJECT_BINARY_DIR}/QtLoginConfig.cmake"
    INSTALL_DESTINATION "${package_dir}" NO_SET_AND_CHECK_MACRO)
# Before 1.0 a minor version may change what applications are built against.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/QtLoginConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/QtLoginConfig.cmake" "${PROJECT_BINARY_DIR}/QtLoginConfigVersion.cmake"
    DESTINATION "${package_dir}" COMPONENT Development)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/NOTICES.md" DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT Runtime)
